import type { PositionView } from '../../../src-contract/index.ts'

/** The two ways out of a position that wait at the venue. */
export const EXIT_LEGS = ['stopLoss', 'takeProfit'] as const
export type ExitLeg = (typeof EXIT_LEGS)[number]

/** Side of the newest price on which an exit lies: below it the stop of a long and the target of a short. */
export const exitSide = ({ side }: Pick<PositionView, 'side'>, leg: ExitLeg): 'below' | 'above' =>
  (side === 'long') === (leg === 'stopLoss') ? 'below' : 'above'
