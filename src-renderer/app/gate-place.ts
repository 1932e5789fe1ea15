import type { EngineHostState } from '../../src-contract/index.ts'
import type { ConnectionState } from '../client/index.ts'

export type GatePlace =
  | { readonly kind: 'workbench' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'starting' }
  /** The desktop program says what is the matter with its engine. */
  | { readonly kind: 'away'; readonly state: EngineHostState }
  | { readonly kind: 'unreachable'; readonly nextTryMs: number }

export interface GateFacts {
  readonly connection: ConnectionState
  /** Undefined in a browser. */
  readonly host: EngineHostState | undefined
  /** The engine has said something since the page was opened. */
  readonly heard: boolean
}

/** Which page the window shows: the workbench from the first word of the engine on, and before that why there is none. */
export function gatePlace({ connection, host, heard }: GateFacts): GatePlace {
  if (connection.kind === 'denied') return { kind: 'denied' }
  if (heard || connection.kind === 'connected') return { kind: 'workbench' }
  if (host !== undefined && host.kind !== 'running' && host.kind !== 'starting') return { kind: 'away', state: host }
  return connection.kind === 'lost' && host?.kind !== 'starting'
    ? { kind: 'unreachable', nextTryMs: connection.nextTryMs }
    : { kind: 'starting' }
}
