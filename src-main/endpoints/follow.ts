import { EndpointError } from './endpoint-error.ts'
import type { EndpointLease, RequestOutcome } from './lease.ts'
import type { FollowedRequest } from './request.ts'
import type { EndpointService } from './service.ts'

type Attempt<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'hostFailed' | 'refused'; readonly error: unknown }

/** Makes a request at one host, and where it may be and the host fails it, once at each of the others. */
export async function follow<T>(
  service: EndpointService,
  request: FollowedRequest,
  act: (lease: EndpointLease) => Promise<T>,
): Promise<T> {
  const tried = new Set<string>()
  let lease = service.pick(request)
  for (;;) {
    const attempt = await attemptAt(lease, request, act)
    if (attempt.kind === 'done') return attempt.value
    if (attempt.kind === 'refused' || !service.canFailOver(request)) throw attempt.error
    tried.add(lease.host)
    const next = otherHost(service, request, tried)
    if (next === undefined) throw attempt.error
    lease = next
  }
}

/** Undefined where there is none: then it is the first failure that says what went wrong. */
function otherHost(
  service: EndpointService,
  request: FollowedRequest,
  tried: ReadonlySet<string>,
): EndpointLease | undefined {
  try {
    return service.pick(request, tried)
  } catch (error) {
    if (error instanceof EndpointError) return undefined
    throw error
  }
}

async function attemptAt<T>(
  lease: EndpointLease,
  request: FollowedRequest,
  act: (lease: EndpointLease) => Promise<T>,
): Promise<Attempt<T>> {
  try {
    const value = await act(lease)
    await lease.release({ kind: 'answered' })
    return { kind: 'done', value }
  } catch (error) {
    const outcome = outcomeOf(error, request)
    await lease.release(outcome)
    return { kind: outcome.kind === 'failed' ? 'hostFailed' : 'refused', error }
  }
}

function outcomeOf(error: unknown, { signal, isHostFault }: FollowedRequest): RequestOutcome {
  if (signal?.aborted) return { kind: 'abandoned' }
  return (isHostFault?.(error) ?? true) ? { kind: 'failed', error } : { kind: 'answered' }
}
