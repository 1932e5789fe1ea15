import { EMPTY_FORM, forOtherInstrument, type TicketForm } from './ticket-form.ts'

/** The ticket as it was last written. Outlives the panel, which comes and goes with its tab and the window's height. */
export class TicketMemory {
  #instrumentId: string | undefined
  #form: TicketForm = EMPTY_FORM

  keep(instrumentId: string, form: TicketForm): void {
    this.#instrumentId = instrumentId
    this.#form = form
  }

  /** What a ticket for the instrument begins with. */
  recall(instrumentId: string): TicketForm {
    return instrumentId === this.#instrumentId ? this.#form : forOtherInstrument(this.#form)
  }
}

/** That of this window. */
export const ticketMemory = new TicketMemory()
