import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react'
import { createPortal } from 'react-dom'
import type { z } from 'zod'
import { type LinkColour, useLinkGroups } from './link-groups.ts'
import type { PanelKind } from './panel-kinds.ts'

/** Settings that a panel keeps with the layout: plain JSON. */
export type PanelParams = Readonly<Record<string, unknown>>

/** What the workspace gives to a panel. */
export interface PanelFrame {
  /** Unique in the layout, and the same after a restart. */
  readonly panelId: string
  readonly kind: PanelKind
  readonly params: PanelParams
  /** Changes some of the settings; they are kept with the layout. */
  readonly setParams: (patch: PanelParams) => void
  /** Null for a kind that looks at no instrument. */
  readonly link: LinkColour | null
  /** False while another tab of its group covers it: nothing needs to be drawn then. */
  readonly visible: boolean
  /** Places in the head of its group, left after the tabs and on the right; null while it is covered. */
  readonly headTools: HTMLElement | null
  readonly headActions: HTMLElement | null
}

const FrameContext = createContext<PanelFrame | undefined>(undefined)

export function PanelFrameProvider({ frame, children }: { readonly frame: PanelFrame; readonly children: ReactNode }) {
  return <FrameContext value={frame}>{children}</FrameContext>
}

/** The panel around the caller. */
export function usePanel(): PanelFrame {
  const frame = useContext(FrameContext)
  if (frame === undefined) throw new Error('usePanel was called outside of a panel.')
  return frame
}

/**
 * Settings of the panel, read with the schema. What cannot be read, because another version wrote it, takes its
 * default: give every member one, with `.catch(…)`.
 */
export function usePanelParams<Params extends object>(
  schema: z.ZodType<Params>,
): readonly [Params, (patch: Partial<Params>) => void] {
  const { params, setParams } = usePanel()
  const value = useMemo(() => schema.parse(params), [schema, params])
  const change = useCallback((patch: Partial<Params>) => setParams(patch as PanelParams), [setParams])
  return [value, change]
}

export interface LinkedInstrument {
  /** Undefined until the instruments are known for the first time. */
  readonly instrumentId: string | undefined
  /** Chooses the instrument for every panel of the colour. */
  readonly select: (instrumentId: string) => void
}

/** The instrument that the panels of this one's colour look at; a panel without a colour follows the active one. */
export function useLinkedInstrument(): LinkedInstrument {
  const { link } = usePanel()
  const colour = useLinkGroups((groups) => link ?? groups.active)
  const instrumentId = useLinkGroups((groups) => groups.instruments[colour])
  const selectIn = useLinkGroups((groups) => groups.select)
  const select = useCallback((chosen: string) => selectIn(colour, chosen), [selectIn, colour])
  return { instrumentId, select }
}

/** Puts its children into the head of the panel, right after its title or tabs. */
export function HeadTools({ children }: { readonly children: ReactNode }) {
  const { headTools } = usePanel()
  return headTools === null ? null : createPortal(children, headTools)
}

/** Puts its children to the right end of the head of the panel. */
export function HeadActions({ children }: { readonly children: ReactNode }) {
  const { headActions } = usePanel()
  return headActions === null ? null : createPortal(children, headActions)
}
