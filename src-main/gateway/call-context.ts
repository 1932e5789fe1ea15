import type { Role } from '../../src-contract/index.ts'
import type { Logger } from '../base/index.ts'
import type { CandleTexts } from './candle-texts.ts'
import type { EngineGate } from './engine-gate.ts'
import type { RateLimiter } from './rate-limiter.ts'
import type { TopicLoad } from './topic-load.ts'

/** Output of a call that is JSON already; where `text` is set, it is sent in place of the value. */
export interface PreparedJson {
  text: string | undefined
}

/** What every call shares, whichever way it came. */
export interface SharedContext {
  readonly gate: EngineGate
  readonly candleTexts: CandleTexts
  readonly rateLimiter: RateLimiter
  readonly topicLoad: TopicLoad
  readonly logger: Logger
}

/** Who calls, and over what. */
export interface CallContext {
  readonly shared: SharedContext
  readonly role: Role
  /** Set by a transport that sends JSON text, so that a procedure may hand over text it has at hand. */
  readonly prepared: PreparedJson | undefined
}
