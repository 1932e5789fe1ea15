import { type Decimal, ZERO } from '../base/index.ts'
import type { ExitRole, Price, Quantity } from '../domain/index.ts'
import type { Bracket } from './brackets.ts'
import type { SizeRules } from './exit-targets.ts'
import type { ExitLeg } from './leg-statuses.ts'
import type { PositionExits } from './moved-exits.ts'
import { wantedLegs } from './wanted-exits.ts'

/** Part of a position with the price at which an exit leaves it; undefined where it has no such exit. */
export interface ExitPart {
  readonly quantity: Quantity
  readonly price: Price | undefined
}

export interface ExitPartsOptions {
  readonly exits: PositionExits | undefined
  readonly rules: SizeRules | undefined
  /** Somebody has given it up. */
  readonly isReleased: (leg: ExitLeg) => boolean
}

/** Where an exit is to leave the position, part by part; together they are the position. */
export function exitPartsOf(brackets: readonly Bracket[], role: ExitRole, options: ExitPartsOptions): ExitPart[] {
  return brackets.flatMap((bracket) => {
    const { instrumentId, owner, parentOrderId, quantity } = bracket
    const parts: ExitPart[] = wantedLegs(bracket, role, options).map((leg) => {
      const isReleased = options.isReleased({ instrumentId, owner, parentOrderId, role, index: leg.index })
      return { quantity: leg.quantity, price: isReleased ? undefined : leg.exit.price }
    })
    const rest = quantity.sub(parts.reduce<Decimal>((sum, part) => sum.add(part.quantity), ZERO))
    return rest.gt(ZERO) ? [...parts, { quantity: rest as Quantity, price: undefined }] : parts
  })
}
