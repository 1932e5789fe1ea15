import type { PortWrappers } from '../../../src-main/compose-trading.ts'
import type { Journal, JournalRecord, SimulatedTradingVenue, VenueFact } from '../../../src-main/domain/index.ts'
import type { KillPlan, KillWindow } from './kill-windows.ts'

/** Counts how often each window opened and ends the process, as a power cut would, in the planned one. */
class Executioner {
  readonly #plan: KillPlan
  #count = 0

  constructor(plan: KillPlan) {
    this.#plan = plan
  }

  pass(window: KillWindow): void {
    if (window !== this.#plan.window || ++this.#count < this.#plan.occurrence) return
    process.stdout.write(`killed in ${window}\n`)
    process.kill(process.pid, 'SIGKILL')
  }
}

/** Ports that carry everything through unchanged, but for the moment of the kill. */
export function deadlyPorts(plan: KillPlan): PortWrappers {
  const executioner = new Executioner(plan)
  return {
    journal: (journal) => deadlyJournal(journal, executioner),
    trading: (venue) => deadlyVenue(venue, executioner),
  }
}

function deadlyJournal(journal: Journal, executioner: Executioner): Journal {
  return delegate(journal, {
    append(record: JournalRecord, onStored: () => void): void {
      const isEntry = record.fact.kind === 'orderIntended' && record.fact.terms.role === 'entry'
      const isStop = record.fact.kind === 'orderIntended' && record.fact.terms.role === 'stopLoss'
      if (isEntry) executioner.pass('beforeIntentWrite')
      if (isStop) executioner.pass('betweenEntryAndStop')
      journal.append(record, () => {
        if (isEntry) executioner.pass('afterIntentWrite')
        onStored()
      })
    },
  })
}

function deadlyVenue(venue: SimulatedTradingVenue, executioner: Executioner): SimulatedTradingVenue {
  const wanted = new Map<string, number>()
  return delegate(venue, {
    submit(request: Parameters<SimulatedTradingVenue['submit']>[0]): void {
      wanted.set(request.orderId, request.quantity.toNumber())
      venue.submit(request)
      executioner.pass('afterSend')
    },
    onFact: (listener: (fact: VenueFact) => void) =>
      venue.onFact((fact) => {
        if (fact.kind === 'filled') {
          const rest = (wanted.get(fact.orderId) ?? 0) - fact.quantity.toNumber()
          wanted.set(fact.orderId, rest)
          if (rest > 0) executioner.pass('midPartialFill')
        }
        listener(fact)
      }),
  })
}

/** The target with some members replaced; everything else, private state included, stays the target's own. */
function delegate<T extends object>(target: T, replaced: Partial<Record<keyof T, unknown>>): T {
  return new Proxy(target, {
    get(from, name) {
      if (name in replaced) return replaced[name as keyof T]
      const member: unknown = Reflect.get(from, name, from)
      return typeof member === 'function' ? (member.bind(from) as unknown) : member
    },
  })
}
