import type { EngineHostState } from '../../src-contract/index.ts'
import type { ConnectionState } from '../client/index.ts'

export type GatePlace =
  | { readonly kind: 'workbench' }
  | { readonly kind: 'denied' }
  /** `waitsFor`: it cannot start before this is over. */
  | { readonly kind: 'starting'; readonly waitsFor?: string }
  /** The engine is there, the account that was chosen is not yet open. */
  | { readonly kind: 'opening'; readonly account: string }
  /** The desktop program says what is the matter with its engine. */
  | { readonly kind: 'away'; readonly state: EngineHostState }
  | { readonly kind: 'unreachable'; readonly nextTryMs: number }

export interface GateFacts {
  readonly connection: ConnectionState
  /** The one that was chosen; undefined: the first one. */
  readonly account: string | undefined
  /** Undefined in a browser. */
  readonly host: EngineHostState | undefined
  /** The engine has said something since the page was opened. */
  readonly heard: boolean
}

/** Which page the window shows: the workbench from the first word of the engine on, and before that why there is none. */
export function gatePlace({ connection, account, host, heard }: GateFacts): GatePlace {
  if (connection.kind === 'denied') return { kind: 'denied' }
  if (heard) return { kind: 'workbench' }
  if (host !== undefined && host.kind !== 'running' && host.kind !== 'starting') return { kind: 'away', state: host }
  const answers = connection.kind === 'connected' || connection.kind === 'starting'
  if (account !== undefined && answers) return { kind: 'opening', account }
  if (connection.kind === 'connected') return { kind: 'workbench' }
  return connection.kind === 'lost' && host?.kind !== 'starting'
    ? { kind: 'unreachable', nextTryMs: connection.nextTryMs }
    : { kind: 'starting', ...waitsFor(connection, host) }
}

function waitsFor(connection: ConnectionState, host: EngineHostState | undefined): { readonly waitsFor?: string } {
  const told = [host, connection].flatMap((state) => (state?.kind === 'starting' ? (state.waitsFor ?? []) : []))
  return told[0] === undefined ? {} : { waitsFor: told[0] }
}
