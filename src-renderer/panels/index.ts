export {
  activeInstrumentId,
  filledLinks,
  LINK_COLOURS,
  type LinkColour,
  type LinkedInstruments,
  useLinkGroups,
} from './link-groups.ts'
export {
  HeadActions,
  HeadTools,
  type LinkedInstrument,
  type PanelFrame,
  PanelFrameProvider,
  type PanelParams,
  useLinkedInstrument,
  usePanel,
  usePanelParams,
} from './panel-context.tsx'
export { LINKED_KINDS, PANEL_KINDS, type PanelKind, REPEATABLE_KINDS } from './panel-kinds.ts'
export { openPanel, type PanelOpener, setPanelOpener } from './panel-opener.ts'
