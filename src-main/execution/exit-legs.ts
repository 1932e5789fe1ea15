import { isExitRole, type ExitRole, type OrderId, type OrderTerms, type Standing } from '../domain/index.ts'
import { type Bracket, setFreeBy } from './brackets.ts'
import type { ExitLeg, Leg } from './leg-statuses.ts'
import type { InstrumentRules } from './ports.ts'
import type { ProtectorPorts } from './protector-ports.ts'
import { legIndexOf, releasedIndexes, wantedLegs } from './wanted-exits.ts'

export type WantedLeg = ReturnType<typeof wantedLegs>[number]

export interface ExitLegsPorts extends Pick<ProtectorPorts, 'brackets' | 'movedExits' | 'rules'> {
  readonly desk: Pick<ProtectorPorts['desk'], 'find'>
}

/** Finds the exit that an order is for. */
export class ExitLegs {
  readonly #ports: ExitLegsPorts

  constructor(ports: ExitLegsPorts) {
    this.#ports = ports
  }

  bracketOf(standing: Standing, parentOrderId: OrderId | undefined): Bracket | undefined {
    return this.#ports.brackets.of(standing).find((each) => each.parentOrderId === parentOrderId)
  }

  legOf(terms: OrderTerms): ExitLeg | undefined {
    const { instrumentId, owner, parentOrderId, role } = terms
    const bracket = this.bracketOf(terms, parentOrderId)
    if (!bracket || parentOrderId === undefined || !isExitRole(role)) return undefined
    const index = this.#isOfSeveral(bracket, role) ? legIndexOf(bracket, terms) : 0
    return { instrumentId, owner, parentOrderId, role, index }
  }

  /** The legs that a ledger means which tells no more of a leg that was given up than where its order waited. */
  releasedLegs(leg: Leg): readonly ExitLeg[] {
    const bracket = this.bracketOf(leg, leg.parentOrderId)
    if (!bracket) return []
    const indexes = this.#isOfSeveral(bracket, leg.role) ? releasedIndexes(bracket, leg) : [0]
    const { instrumentId, owner, parentOrderId, role } = leg
    return indexes.map((index) => ({ instrumentId, owner, parentOrderId, role, index }))
  }

  /** The exit that fails with an order: of a close, the one that the engine had waited with, else the stop that it is in the place of. */
  legBehind(bracket: Bracket, terms: OrderTerms): ExitLeg {
    const waitedId = setFreeBy(terms)
    const waited = waitedId === undefined ? undefined : this.#ports.desk.find(waitedId)
    return this.legOf(waited?.terms ?? terms) ?? { ...bracket, role: 'stopLoss', index: 0 }
  }

  /** What is to stand for the bracket, part by part. */
  wanted(bracket: Bracket, role: ExitRole): readonly WantedLeg[] {
    return wantedLegs(bracket, role, { exits: this.#ports.movedExits.of(bracket), rules: this.rulesOf(bracket) })
  }

  /** False where one exit, moved for the whole position, has taken the place of what its entry was made with. */
  #isOfSeveral(bracket: Bracket, role: ExitRole): boolean {
    return this.wanted(bracket, role).some(({ exit }) => exit.movedBy === undefined)
  }

  rulesOf({ instrumentId }: Standing): ReturnType<InstrumentRules['sizes']> {
    return this.#ports.rules?.sizes(instrumentId)
  }
}
