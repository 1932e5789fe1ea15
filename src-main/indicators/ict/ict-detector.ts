import type { IctKind } from '../../../src-contract/index.ts'
import type { Candle } from '../../domain/index.ts'
import type { IctRecord, LaterTimeName } from './ict-record.ts'

/** What a detector sees of the bar that has just closed, and how it tells what it found. */
export interface IctContext {
  /** Length of a bar in words, as in `5m`, and in milliseconds. */
  readonly timeframe: string
  readonly barMs: number
  /** Position of the bar in what the engine has seen, counted from 0. */
  readonly barIndex: number
  /** Detectors run in order: what those before this one published at this bar. Not to be kept. */
  readonly published: readonly IctRecord[]
  /** Records that detectors before this one gave a later time at this bar. Not to be kept. */
  readonly changed: readonly IctRecord[]
  /** A bar of the past, `barsAgo` 0 being the newest; undefined before the first one or further back than {@link KEPT_BARS}. */
  barAgo(barsAgo: number): Candle | undefined
  /** Announces a record, confirmed at this bar. It is never moved afterwards. */
  publish(record: IctRecord): void
  /** Gives a record one of its later times: this bar. Does nothing where it already has it. */
  mark(record: IctRecord, time: LaterTimeName): void
}

/** Bars that {@link IctContext.barAgo} reaches back. */
export const KEPT_BARS = 1024

/** Finds the objects of one or more kinds, bar by bar, and follows them until nothing more can happen to them. */
export interface IctDetector {
  readonly kinds: readonly IctKind[]
  /** Called at the close of every bar, oldest first, after the detectors that it builds on. */
  update(candle: Candle, context: IctContext): void
}
