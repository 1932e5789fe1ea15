import { isExitRole, type ExitRole, type OrderId, type OrderTerms, type Standing } from '../domain/index.ts'
import type { Bracket } from './brackets.ts'
import type { ExitLeg } from './leg-statuses.ts'
import type { InstrumentRules } from './ports.ts'
import type { ProtectorPorts } from './protector.ts'
import { legIndexOf, wantedLegs } from './wanted-exits.ts'

export type WantedLeg = ReturnType<typeof wantedLegs>[number]

/** Finds the exit that an order is for. */
export class ExitLegs {
  readonly #ports: Pick<ProtectorPorts, 'brackets' | 'movedExits' | 'rules'>

  constructor(ports: Pick<ProtectorPorts, 'brackets' | 'movedExits' | 'rules'>) {
    this.#ports = ports
  }

  bracketOf(standing: Standing, parentOrderId: OrderId | undefined): Bracket | undefined {
    return this.#ports.brackets.of(standing).find((each) => each.parentOrderId === parentOrderId)
  }

  legOf(terms: OrderTerms): ExitLeg | undefined {
    const { instrumentId, owner, parentOrderId, role } = terms
    const bracket = this.bracketOf(terms, parentOrderId)
    if (!bracket || parentOrderId === undefined || !isExitRole(role)) return undefined
    const isOfSeveral = this.wanted(bracket, role).some(({ exit }) => exit.movedBy === undefined)
    const index = isOfSeveral ? legIndexOf(bracket, terms) : 0
    return { instrumentId, owner, parentOrderId, role, index }
  }

  /** What is to stand for the bracket, part by part. */
  wanted(bracket: Bracket, role: ExitRole): readonly WantedLeg[] {
    return wantedLegs(bracket, role, { exits: this.#ports.movedExits.of(bracket), rules: this.rulesOf(bracket) })
  }

  rulesOf({ instrumentId }: Standing): ReturnType<InstrumentRules['sizes']> {
    return this.#ports.rules?.sizes(instrumentId)
  }
}
