import type { Clock, Disposable, SystemClock, TimeMs } from '../../../base/index.ts'
import type { EndpointRegistry, RequestPurpose } from '../../../endpoints/index.ts'
import { type HttpAnswer, type HttpCall, requestHttp } from './http-request.ts'
import type { ConnectionAgents } from './proxy.ts'
import type { RequestScope, RequestScopes } from './request-scope.ts'
import { TransportError } from './transport-error.ts'
import type { VenueRoutes } from './venue-routes.ts'
import { purposeOf } from './venue-request.ts'

export interface RestTransportOptions {
  readonly endpoints: Pick<EndpointRegistry, 'run'>
  readonly routes: VenueRoutes
  readonly agents: ConnectionAgents
  readonly scopes: RequestScopes
  readonly clock: Clock & Pick<SystemClock, 'monotonicMs'>
  /** Milliseconds for one attempt, to the end of its answer. */
  readonly timeoutMs: number
  /** Hears every answer, also that of an attempt which is made again elsewhere. */
  readonly onAnswer: (answer: HttpAnswer, call: SentCall) => void
}

/** A request as it went out. */
export interface SentCall extends HttpCall {
  /** System time. */
  readonly sentAtMs: TimeMs
}

/** An answer that says that the host failed; the registry hears of it as an error, ccxt gets it as the answer it is. */
class HostFailedAnswer extends Error {
  readonly answer: HttpAnswer

  constructor(answer: HttpAnswer) {
    super(`HTTP ${answer.status}`)
    this.answer = answer
  }
}

const SERVER_ERROR = 500

/** Takes the requests that ccxt makes to the hosts of the venue. */
export class RestTransport implements Disposable {
  readonly #options: RestTransportOptions
  readonly #open = new Set<AbortController>()
  #isClosed = false

  constructor(options: RestTransportOptions) {
    this.#options = options
  }

  /** @throws TransportError without an answer, EndpointError without a host, VenueError for an address of no service. */
  async send(address: string, call: HttpCall): Promise<HttpAnswer> {
    const { endpoints, routes, scopes } = this.#options
    if (this.#isClosed) throw closedError(false)
    const route = routes.routeOf(address)
    const scope = scopes.current
    const { signedFor } = route
    const about = { ...affinityOf(scope), ...(signedFor !== undefined && { signedFor }) }
    const request = { purpose: purposeOfCall(call.method, scope), ...about, isHostFault }
    try {
      return await endpoints.run(route.service, request, async ({ url }) => this.#attempt(route.at(url), call))
    } catch (error) {
      if (error instanceof HostFailedAnswer) return error.answer
      throw error
    }
  }

  /** Gives up what is under way, and refuses what comes. */
  dispose(): void {
    this.#isClosed = true
    for (const attempt of this.#open) attempt.abort()
  }

  async #attempt(url: string, call: HttpCall): Promise<HttpAnswer> {
    const { agents, clock, timeoutMs, onAnswer } = this.#options
    const giveUp = new AbortController()
    const timer = clock.setTimer(timeoutMs, () => giveUp.abort())
    this.#open.add(giveUp)
    const began = { wallMs: clock.nowMs(), monotonicMs: clock.monotonicMs() }
    try {
      const answer = await requestHttp(url, call, { agents, signal: giveUp.signal })
      this.#noteTiming(began)
      onAnswer(answer, { ...call, sentAtMs: began.wallMs })
      if (answer.status >= SERVER_ERROR) throw new HostFailedAnswer(answer)
      return answer
    } catch (error) {
      throw giveUp.signal.aborted && error instanceof TransportError ? this.#givenUp(error) : error
    } finally {
      timer.dispose()
      this.#open.delete(giveUp)
    }
  }

  #givenUp({ isSent }: TransportError): TransportError {
    if (this.#isClosed) return closedError(isSent)
    return new TransportError(`no answer within ${this.#options.timeoutMs} ms`, { fault: 'timeout', isSent })
  }

  #noteTiming({ wallMs, monotonicMs }: { readonly wallMs: number; readonly monotonicMs: number }): void {
    const { clock, scopes } = this.#options
    const scope = scopes.current
    if (!scope) return
    const roundTripMs = clock.monotonicMs() - monotonicMs
    scope.timing = { middleMs: wallMs + roundTripMs / 2, roundTripMs }
  }
}

/** Of what nobody has named nothing good is assumed. */
function purposeOfCall(method: string, scope: RequestScope | undefined): RequestPurpose {
  return purposeOf(scope?.request.urgency ?? 'order', method)
}

/** A proxy that lets nothing through, and our own end, say nothing of the host. */
function isHostFault(error: unknown): boolean {
  if (error instanceof TransportError) return error.fault === 'timeout' || error.fault === 'connection'
  return error instanceof HostFailedAnswer
}

function affinityOf(scope: RequestScope | undefined): { readonly affinityKey?: string; readonly key?: string } {
  const { affinityKey, key } = scope?.request ?? {}
  return { ...(affinityKey !== undefined && { affinityKey }), ...(key !== undefined && { key }) }
}

function closedError(isSent: boolean): TransportError {
  return new TransportError('the connection was closed by this program', { fault: 'closed', isSent })
}
