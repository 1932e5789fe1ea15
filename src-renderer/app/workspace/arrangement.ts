import type { SerializedDockview } from 'dockview-react'
import { z } from 'zod'
import { LINK_COLOURS, PANEL_KINDS } from '../../panels/index.ts'

/** What the workspace knows of one panel, kept as its parameters in the dock. */
export const PanelState = z.object({
  kind: z.enum(PANEL_KINDS),
  link: z.enum(LINK_COLOURS).nullable().catch(null),
  settings: z.record(z.string(), z.unknown()).catch({}),
})
export type PanelState = z.infer<typeof PanelState>

/** A layout as it is kept: the dock with its panels, and what each link colour looks at. */
export const Arrangement = z.object({
  version: z.literal(1),
  dock: z.custom<SerializedDockview>((dock) => typeof dock === 'object' && dock !== null && 'grid' in dock),
  links: z.partialRecord(z.enum(LINK_COLOURS), z.string()).catch({}),
})
export type Arrangement = z.infer<typeof Arrangement>

/** Undefined where this version cannot read it: a panel of a kind that is gone, or a later version wrote it. */
export function readArrangement(value: unknown): Arrangement | undefined {
  const { success, data } = Arrangement.safeParse(value)
  if (!success) return undefined
  const panels = Object.values(data.dock.panels ?? {})
  return panels.every(({ params }) => PanelState.safeParse(params).success) ? data : undefined
}
