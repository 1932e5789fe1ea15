import { ACCOUNT_HEADER, type ErrorCode } from '../../src-contract/index.ts'

/**
 * What the engine's door says before a socket is tried. A browser cannot see why a socket was refused, hence the question.
 * `notTraded`: the engine does not trade on the account that was named.
 */
export type ProbeResult = 'ready' | 'starting' | 'denied' | 'notTraded' | 'unreachable'

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
      return codeOf(await answer.json()) === NOT_TRADED ? 'notTraded' : 'unreachable'
    case 503:
      return 'starting'
    default:
      return 'unreachable'
  }
}

function codeOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined
}
