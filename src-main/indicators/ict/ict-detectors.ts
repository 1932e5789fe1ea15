import { BreakerBlockDetector } from './breaker-block.ts'
import { DisplacementDetector } from './displacement.ts'
import { FairValueGapDetector } from './fair-value-gap.ts'
import type { IctDetector } from './ict-detector.ts'
import type { IctParameters } from './ict-parameters.ts'
import { liquidityDetectors } from './liquidity/index.ts'
import { OrderBlockDetector } from './order-block.ts'
import { RecordFollower } from './record-follower.ts'
import { StructureDetector } from './structure.ts'
import { SwingDetector } from './swing.ts'

/** Detectors of every kind, each after those that it builds on. */
export function ictDetectors(parameters: IctParameters): readonly IctDetector[] {
  const follower = new RecordFollower()
  return [
    follower,
    new SwingDetector(parameters),
    new FairValueGapDetector(follower),
    new DisplacementDetector(follower, parameters),
    new StructureDetector(follower, parameters),
    new OrderBlockDetector(follower, parameters),
    new BreakerBlockDetector(follower),
    ...liquidityDetectors(parameters, follower),
  ]
}
