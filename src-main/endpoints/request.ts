import type { RequestPurpose } from './purpose.ts'

/** What the registry has to know of a request to give it a host. */
export interface EndpointRequest {
  readonly purpose: RequestPurpose
  /** What it belongs to, such as an order: all of that stays with one host for as long as that can be used. */
  readonly affinityKey?: string
  /** What it is about, such as an instrument; for strategies that hash. Without it the affinity key is taken. */
  readonly key?: string
  /** Host that its signature covers already; it goes there or nowhere where the service has `hostInSignature`. */
  readonly signedFor?: string
}

/** A request that the registry makes and follows. */
export interface FollowedRequest extends EndpointRequest {
  /** Gives it up; says nothing of the host. */
  readonly signal?: AbortSignal
  /** Whether an error is the host's fault; without it every one is. "Insufficient funds" is not. */
  readonly isHostFault?: (error: unknown) => boolean
}
