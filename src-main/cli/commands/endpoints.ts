import type { Command } from 'commander'
import type { EndpointHostView, EndpointServiceView } from '../../../src-contract/index.ts'
import { type ConnectionOptions, EngineConnection, withConnection } from '../connection.ts'
import { print, table, utc } from '../output.ts'

/** endpoints: the outside services that the engine uses. */
export function addEndpointCommands(program: Command, environment: NodeJS.ProcessEnv): void {
  withConnection(
    program.command('endpoints').description('outside services with their hosts, and how these are'),
  ).action(async (options: ConnectionOptions) => {
    const { services } = await EngineConnection.open(options, environment).get<{ services: EndpointServiceView[] }>(
      '/endpoints',
    )
    print(services, options.json, () => endpointLines(services))
  })
}

interface HostLine {
  readonly service: EndpointServiceView
  readonly host: EndpointHostView
}

/** One host a line. */
function endpointLines(services: readonly EndpointServiceView[]): string[] {
  return table<HostLine>(
    services.flatMap((service) => service.hosts.map((host) => ({ service, host }))),
    [
      ['service', ({ service }) => service.name],
      ['strategy', ({ service }) => service.strategy],
      ['host', ({ host }) => host.name],
      ['address', ({ host }) => host.address],
      ['state', ({ host }) => host.state],
      ['breaker', ({ host }) => host.breaker],
      ['weight', ({ host }) => host.weight],
      ['open', ({ host }) => host.openConnections],
      ['response (ms)', ({ host }) => (host.responseTimeMs === null ? null : host.responseTimeMs.toFixed(1))],
      ['failures', ({ host }) => host.failures],
      ['tried again (UTC)', ({ host }) => (host.nextTrialAtMs === null ? null : utc(host.nextTrialAtMs))],
      ['last failure', ({ host: { lastFailure } }) => lastFailure && `${utc(lastFailure.atMs)} ${lastFailure.text}`],
    ],
    'no outside service is in use',
  )
}
