/** What the engine's door says before a socket is tried. A browser cannot see why a socket was refused, hence the question. */
export type ProbeResult = 'ready' | 'starting' | 'denied' | 'unreachable'

const PROBE_TIMEOUT_MS = 5_000

export interface ProbeOptions {
  readonly baseUrl: string
  readonly token: string
  readonly fetch: (url: string, init: RequestInit) => Promise<Pick<Response, 'status'>>
}

/** Asks `/api/status` with the token. Never rejects: no answer is an answer, too. */
export async function probeEngine({ baseUrl, token, fetch }: ProbeOptions): Promise<ProbeResult> {
  try {
    const { status } = await fetch(`${baseUrl}/api/status`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
    })
    if (status === 200) return 'ready'
    if (status === 401 || status === 403) return 'denied'
    return status === 503 ? 'starting' : 'unreachable'
  } catch {
    return 'unreachable'
  }
}
