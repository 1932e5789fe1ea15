import type { Role } from '../../src-contract/index.ts'
import type { Logger } from '../base/index.ts'
import type { EngineGates } from './engine-gates.ts'
import type { RateLimiter } from './rate-limiter.ts'
import type { TopicLoad } from './topic-load.ts'

/** Output of a call that is JSON already; where `text` is set, it is sent in place of the value. */
export interface PreparedJson {
  text: string | undefined
}

/** What every call shares, whichever way it came. */
export interface SharedContext {
  readonly gates: EngineGates
  readonly rateLimiter: RateLimiter
  readonly topicLoad: TopicLoad
  readonly logger: Logger
}

/** Who calls, and about what. */
export interface Caller {
  readonly role: Role
  /** Account that the calls are about; undefined: the first one. */
  readonly account: string | undefined
}

/** A caller, and over what the call came. */
export interface CallContext extends Caller {
  readonly shared: SharedContext
  /** Set by a transport that sends JSON text, so that a procedure may hand over text it has at hand. */
  readonly prepared: PreparedJson | undefined
}
