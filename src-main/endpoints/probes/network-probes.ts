import type { EndpointPorts } from '../ports.ts'
import { probeHttp } from './http-probe.ts'
import { probeTcp } from './tcp-probe.ts'
import { probeWebSocket } from './websocket-probe.ts'

/** Probes that go out to the network. */
export const NETWORK_PROBES: EndpointPorts['probes'] = {
  http: probeHttp,
  websocket: probeWebSocket,
  tcp: probeTcp,
}
