export type { StrategyName } from './balancing/strategy.ts'
export type { BreakerState } from './breaker.ts'
export { EndpointError, type EndpointErrorCode } from './endpoint-error.ts'
export { EndpointRegistry } from './endpoint-registry.ts'
export { EndpointsConfig } from './endpoints-config.ts'
export type { Health } from './health.ts'
export type { EndpointLease, RequestOutcome } from './lease.ts'
export type {
  AffinityMoved,
  EndpointEvent,
  EndpointPorts,
  HostState,
  HostStateChanged,
  HostView,
  Probe,
  ProbeTarget,
  ServiceView,
  SettingsApplied,
  ShownFailure,
} from './ports.ts'
export { NETWORK_PROBES } from './probes/network-probes.ts'
export type { RequestPurpose } from './purpose.ts'
export type { EndpointRequest, FollowedRequest } from './request.ts'
export type { EndpointKind } from './service-address.ts'
