import type { ComponentView } from '../../src-contract/index.ts'
import type { AlertBook } from './alert-book.ts'
import { sentence } from './alert-text.ts'

/** Raises what a part of the engine says of itself, and takes it back once the part is well again. */
export class ComponentWatch {
  readonly #book: Pick<AlertBook, 'raise' | 'resolve'>

  constructor(book: Pick<AlertBook, 'raise' | 'resolve'>) {
    this.#book = book
  }

  handleState(view: ComponentView): void {
    switch (view.state) {
      case 'degraded':
        this.#book.resolve({ code: 'COMPONENT_FAULTED', subject: view.name })
        this.#raiseDegraded(view)
        return
      case 'faulted':
        this.#book.resolve({ code: 'COMPONENT_DEGRADED', subject: view.name })
        this.#raiseFaulted(view)
        return
      case 'running':
        this.#book.resolve({ code: 'COMPONENT_DEGRADED', subject: view.name })
        this.#book.resolve({ code: 'COMPONENT_FAULTED', subject: view.name })
        return
      // Between two states, or stopped with everything else: what it said last still stands.
      default:
    }
  }

  #raiseDegraded({ name, reason }: ComponentView): void {
    this.#book.raise({
      code: 'COMPONENT_DEGRADED',
      subject: name,
      instrumentId: null,
      severity: 'warning',
      title: `The component ${name} is degraded`,
      detail: `${sentence(reason ?? 'It gave no reason')} It goes on as well as it can; if it does not recover by itself, restart it in the list of components.`,
    })
  }

  #raiseFaulted({ name, reason, critical, restarts }: ComponentView): void {
    const effect = critical
      ? 'Trading is halted, because it cannot do without this part.'
      : 'Trading goes on without this part.'
    const tried = restarts === 0 ? 'It was not restarted yet' : `It was restarted ${restarts} times`
    this.#book.raise({
      code: 'COMPONENT_FAULTED',
      subject: name,
      instrumentId: null,
      severity: critical ? 'critical' : 'warning',
      title: `The component ${name} has failed`,
      detail: `${sentence(reason ?? 'It gave no reason')} ${effect} ${tried}; look into the log, then restart it in the list of components.`,
    })
  }
}
