export type { EndpointKind } from '../../src-contract/index.ts'
export { EndpointError, type EndpointErrorCode } from './endpoint-error.ts'
export { EndpointRegistry } from './endpoint-registry.ts'
export { EndpointsConfig, ServiceSettings } from './endpoints-config.ts'
export type { EndpointLease, RequestOutcome } from './lease.ts'
export type {
  AffinityMoved,
  EndpointEvent,
  EndpointPorts,
  HostStateChanged,
  Probe,
  ProbeTarget,
  SettingsApplied,
} from './ports.ts'
export { NETWORK_PROBES } from './probes/network-probes.ts'
export { hasSecrets } from './redaction.ts'
export type { RequestPurpose } from './purpose.ts'
export type { EndpointRequest, FollowedRequest } from './request.ts'
