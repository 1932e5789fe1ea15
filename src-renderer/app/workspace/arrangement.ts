import type { SerializedDockview } from 'dockview-react'
import { z } from 'zod'
import { BUILT_IN_LAYOUTS, type BuiltInLayout } from '../../../src-contract/index.ts'
import { LINK_COLOURS, PANEL_KINDS } from '../../panels/index.ts'

/** What the workspace knows of one panel, kept as its parameters in the dock. */
export const PanelState = z.object({
  kind: z.enum(PANEL_KINDS),
  link: z.enum(LINK_COLOURS).nullable().catch(null),
  settings: z.record(z.string(), z.unknown()).catch({}),
})
export type PanelState = z.infer<typeof PanelState>

/** Only the outline is checked; what is inside is dockview's own, which throws where it cannot read it. */
const Dock = z.custom<SerializedDockview>(
  (dock) => typeof dock === 'object' && dock !== null && 'grid' in dock && 'panels' in dock,
)

/** A layout as it is kept. */
export const Arrangement = z.object({
  version: z.literal(1),
  /** Built-in layout that it began as. */
  begins: z.enum(BUILT_IN_LAYOUTS).catch('trade'),
  /**
   * Places and sizes of the panels. Null while the user has changed none of them: they follow the size of the window
   * then, as the layout begins.
   */
  dock: Dock.nullable(),
  /** What was changed in the panels, by panel id, while `dock` is null. */
  panels: z.record(z.string(), z.unknown()).catch({}),
  /** Ids of the panels in front of their groups, while `dock` is null. */
  front: z.array(z.string()).catch([]),
  /** What each link colour looks at. */
  links: z.partialRecord(z.enum(LINK_COLOURS), z.string()).catch({}),
})
export type Arrangement = z.infer<typeof Arrangement>

/** A layout that nobody has changed. */
export const untouched = (begins: BuiltInLayout): Arrangement => ({
  version: 1,
  begins,
  dock: null,
  panels: {},
  front: [],
  links: {},
})

/** What the workspace knows of a panel of the dock; undefined where another version wrote it. */
export function panelState(params: unknown): PanelState | undefined {
  const { success, data } = PanelState.safeParse(params)
  return success ? data : undefined
}

/** Undefined where this version cannot read it: a panel of a kind that is gone, or a later version wrote it. */
export function readArrangement(value: unknown): Arrangement | undefined {
  const { success, data } = Arrangement.safeParse(value)
  if (!success) return undefined
  const panels = Object.values(data.dock?.panels ?? {})
  return panels.every(({ params }) => panelState(params) !== undefined) ? data : undefined
}
