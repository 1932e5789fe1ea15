import type { ContractRouterClient } from '@orpc/contract'
import type {
  Contract,
  DesktopBridge,
  EngineHostState,
  TopicDelta,
  TopicName,
  TopicParams,
  TopicSnapshot,
} from '../../src-contract/index.ts'

/** Calls of the contract, over whatever carries them. */
export type EngineCalls = ContractRouterClient<Contract>

export type ConnectionState =
  | { readonly kind: 'connecting' }
  /** The door answers, the engine behind it is not ready yet; `waitsFor`: not before this is over. */
  | { readonly kind: 'starting'; readonly waitsFor?: string }
  | { readonly kind: 'connected' }
  /** Token missing or refused: trying again would not help. */
  | { readonly kind: 'denied' }
  /** The engine does not trade on the account that was chosen; it does on others. */
  | { readonly kind: 'notTraded' }
  | { readonly kind: 'lost'; readonly sinceMs: number; readonly nextTryMs: number; readonly attempt: number }

export interface TopicHandler<Name extends TopicName> {
  /** The whole state: at the beginning and again after every reconnect or hole in the numbering. */
  snapshot(data: TopicSnapshot<Name>): void
  /**
   * Changes since, in order; all that came in one animation frame at once. `skipped` counts those that the engine dropped
   * just before the first of them, absent means none; only topics that are merged as a ring drop any.
   */
  deltas(data: readonly TopicDelta<Name>[], skipped?: number): void
  refused?(code: string, message: string): void
}

/** The desktop program around the window. */
export interface DesktopHost {
  readonly bridge: DesktopBridge
  /** Where its engine stands, as last heard. */
  state(): EngineHostState
  /** @returns what ends the subscription. */
  onState(listener: (state: EngineHostState) => void): () => void
}

/** The engine as the window sees it. */
export interface EngineClient {
  /** Account that calls and streams are about; undefined: the first one. */
  readonly account: string | undefined
  readonly calls: EngineCalls
  subscribe<Name extends TopicName>(topic: Name, params: TopicParams<Name>, handler: TopicHandler<Name>): () => void
  connection(): ConnectionState
  onConnection(listener: (state: ConnectionState) => void): () => void
  retryNow(): void
  /** Undefined in a browser. */
  readonly host: DesktopHost | undefined
}
