import { EngineMessage, type HostMessage, type KeychainView, type PlainPort } from '../../src-contract/index.ts'
import type { Logger } from '../base/index.ts'

/** How an engine ended. */
export interface HostExit {
  /** Exit code of the process; on Linux and macOS the number of the signal that killed it. */
  readonly code: number
  /** The last it wrote to its error output; empty where it said nothing. */
  readonly lastWords: string
}

export interface HostHandlers {
  /** As it came, unchecked: see {@link readEngineMessage}. */
  readonly onMessage: (raw: unknown) => void
  /** Once, and last of all. */
  readonly onExit: (exit: HostExit) => void
}

/** An engine that was started and has not ended. */
export interface RunningHost {
  post(message: HostMessage, ports?: readonly PlainPort[]): void
  /** Ends it by force where that is possible; `onExit` follows when it is gone. */
  kill(): void
}

/** A place where an engine can run. */
export interface EngineHost {
  /** A process of its own: it may hang by itself, and it can be killed. */
  readonly isSeparate: boolean
  /** Starts an engine, which then waits for the message `start`. Throws where it cannot even be tried. */
  start(handlers: HostHandlers): RunningHost
}

/** A port that can hand over others with a message. */
export interface TransferringPort extends PlainPort {
  postMessage(message: unknown, transfer?: readonly PlainPort[]): void
}

/** Two ports that are connected with each other. */
export interface PortPair {
  readonly port1: TransferringPort
  readonly port2: TransferringPort
}

/** Keeps texts secret with what the system offers; ciphertexts are base64. */
export interface Cipher {
  view(): Promise<KeychainView>
  /** Rejects with an error that says what to do. */
  encrypt(texts: readonly string[]): Promise<string[]>
  decrypt(texts: readonly string[]): Promise<string[]>
}

/** The engine's message, checked; undefined for one that is against the contract, which is logged. */
export function readEngineMessage(raw: unknown, logger: Logger): EngineMessage | undefined {
  const parsed = EngineMessage.safeParse(raw)
  if (parsed.success) return parsed.data
  // The message itself may hold a secret; where it is wrong says enough.
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  logger.warn('the engine sent a message that is none', { faults })
  return undefined
}
