import { ACCOUNT_HEADER, ERROR_TABLE, type ErrorCode } from '../../src-contract/index.ts'

/**
 * What the engine's door says before a socket is tried. A browser cannot see why a socket was refused, hence the question.
 * `notTraded`: the engine does not trade on the account that was named. `waiting`: it cannot start before what the reason
 * names is over.
 */
export type ProbeResult =
  | 'ready'
  | 'starting'
  | { readonly kind: 'waiting'; readonly reason: string }
  | 'denied'
  | 'notTraded'
  | 'unreachable'

const PROBE_TIMEOUT_MS = 5_000
const NOT_TRADED: ErrorCode = 'ACCOUNT_NOT_TRADED'

export interface ProbeOptions {
  readonly baseUrl: string
  readonly token: string
  /** Account that the sockets are to be about; undefined: the first one. */
  readonly account: string | undefined
  readonly fetch: (url: string, init: RequestInit) => Promise<Pick<Response, 'status' | 'json'>>
}

/** Asks `/api/status` with the token. Never rejects: no answer is an answer, too. */
export async function probeEngine({ baseUrl, token, account, fetch }: ProbeOptions): Promise<ProbeResult> {
  try {
    const named = account === undefined ? {} : { [ACCOUNT_HEADER]: account }
    const answer = await fetch(`${baseUrl}/api/status`, {
      headers: { authorization: `Bearer ${token}`, ...named },
      signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
    })
    return await understood(answer)
  } catch {
    return 'unreachable'
  }
}

async function understood(answer: Pick<Response, 'status' | 'json'>): Promise<ProbeResult> {
  switch (answer.status) {
    case 200:
      return 'ready'
    case 401:
    case 403:
      return 'denied'
    case 404:
      return textIn(await answer.json(), 'code') === NOT_TRADED ? 'notTraded' : 'unreachable'
    case 503:
      return startingOf(textIn(await answer.json(), 'message'))
    default:
      return 'unreachable'
  }
}

/** Where nobody has said what there is to wait for, the door says the same as ever. */
function startingOf(reason: string | undefined): ProbeResult {
  return reason === undefined || reason === ERROR_TABLE.NOT_READY.message ? 'starting' : { kind: 'waiting', reason }
}

function textIn(body: unknown, name: 'code' | 'message'): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const value: unknown = Object.getOwnPropertyDescriptor(body, name)?.value
  return typeof value === 'string' ? value : undefined
}
