import { focusTicketSize } from '../../features/ticket/index.tsx'
import { activeInstrumentId } from '../../panels/index.ts'
import { useTicketDraft } from '../../trading/index.ts'
import { showPanel } from '../workspace/dock-handle.ts'

/** Brings the ticket to the front, on this side of the active instrument, with the cursor in its size; sends nothing. */
export function openTicket(side?: 'buy' | 'sell'): void {
  const instrumentId = activeInstrumentId()
  if (side !== undefined && instrumentId !== undefined) useTicketDraft.getState().write(instrumentId, { side })
  showPanel('ticket')
  // The panel is there one frame later.
  requestAnimationFrame(focusTicketSize)
}
