import { focusTicketSize } from '../../features/ticket/index.tsx'
import { activeInstrumentId, useLinkGroups } from '../../panels/index.ts'
import { useTicketDraft } from '../../trading/index.ts'
import { panelState } from '../workspace/arrangement.ts'
import { dock, showPanel } from '../workspace/dock-handle.ts'

/** Brings the ticket to the front, on this side of the active instrument, with the cursor in its size; sends nothing. */
export function openTicket(side?: 'buy' | 'sell'): void {
  const instrumentId = activeInstrumentId()
  if (side !== undefined && instrumentId !== undefined) useTicketDraft.getState().write(instrumentId, { side })
  const panelId = showPanel('ticket')
  if (instrumentId !== undefined && panelId !== undefined) pointTicketAt(panelId, instrumentId)
  // The panel is there one frame later.
  requestAnimationFrame(focusTicketSize)
}

/** The ticket may be linked to another colour than the panel that was used last, and so look at another instrument. */
function pointTicketAt(panelId: string, instrumentId: string): void {
  const link = panelState(dock()?.getPanel(panelId)?.params)?.link ?? null
  const { instruments, select } = useLinkGroups.getState()
  if (link !== null && instruments[link] !== instrumentId) select(link, instrumentId)
}
