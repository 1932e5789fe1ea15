import type { IctDetector } from '../ict-detector.ts'
import type { IctParameters } from '../ict-parameters.ts'
import type { RecordFollower } from '../record-follower.ts'
import { LiquidityPoolDetector } from './liquidity-pool.ts'
import { OteDetector } from './ote.ts'
import { PremiumDiscountDetector } from './premium-discount.ts'
import { PreviousHighLowDetector } from './previous-high-low.ts'
import { SessionDetector } from './session.ts'
import { SweepDetector } from './sweep.ts'

/**
 * Detectors of liquidity, of dealing ranges and of times of day, each after those that it builds on. They run after those of
 * `swing`, `bos` and `choch`.
 * @param follower - Runs before all of them.
 */
export const liquidityDetectors = (parameters: IctParameters, follower: RecordFollower): readonly IctDetector[] => [
  new PreviousHighLowDetector(),
  new SessionDetector(),
  new LiquidityPoolDetector(parameters),
  new SweepDetector(follower),
  new PremiumDiscountDetector(),
  new OteDetector(),
]
