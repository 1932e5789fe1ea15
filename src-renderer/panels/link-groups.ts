import { create } from 'zustand'

/** Panels of one colour look at the same instrument. */
export const LINK_COLOURS = ['blue', 'green', 'amber', 'violet'] as const
export type LinkColour = (typeof LINK_COLOURS)[number]

/** What the panels of a colour look at; undefined until the instruments are known for the first time. */
export type LinkedInstruments = Readonly<Partial<Record<LinkColour, string>>>

export interface LinkGroups {
  readonly instruments: LinkedInstruments
  /** Colour of the panel that was used last: commands without a panel of their own mean its instrument. */
  readonly active: LinkColour
  readonly select: (colour: LinkColour, instrumentId: string) => void
  readonly activate: (colour: LinkColour) => void
  /** Takes over what a layout has kept. */
  readonly restore: (instruments: LinkedInstruments) => void
}

/** The link groups of the window; they are kept with the layout. */
export const useLinkGroups = create<LinkGroups>()((set) => ({
  instruments: {},
  active: 'blue',
  select: (colour, instrumentId) =>
    set(({ instruments }) => ({ instruments: { ...instruments, [colour]: instrumentId } })),
  activate: (active) => set({ active }),
  restore: (instruments) => set({ instruments }),
}))

/** Instrument of the panel that was used last. */
export const activeInstrumentId = (): string | undefined => {
  const { instruments, active } = useLinkGroups.getState()
  return instruments[active]
}
