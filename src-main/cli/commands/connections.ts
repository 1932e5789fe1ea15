import type { Command } from 'commander'
import { type ConnectionView, isStreamDown, type StreamView } from '../../../src-contract/index.ts'
import { type ConnectionOptions, EngineConnection, withConnection } from '../connection.ts'
import { print, table, utc } from '../output.ts'

/** connections: how the engine is connected to exchanges, and every stream that comes through. */
export function addConnectionCommand(program: Command, environment: NodeJS.ProcessEnv): void {
  withConnection(
    program
      .command('connections')
      .description('connections to exchanges and their streams: live, silent or lost, clock, allowance of requests'),
  )
    .option('--down', 'only streams that are not live')
    .action(async (options: ConnectionOptions & { readonly down?: true }) => {
      const engine = EngineConnection.open(options, environment)
      const { connections } = await engine.get<{ connections: ConnectionView[] }>('/connections')
      const all = (await engine.get<{ streams: StreamView[] }>('/connections/streams')).streams
      const streams = options.down ? all.filter(isStreamDown) : all
      print({ connections, streams }, options.json, () =>
        connections.length === 0
          ? ['no connection to an exchange is open']
          : [...connectionLines(connections), '', ...streamLines(streams)],
      )
    })
}

function connectionLines(connections: readonly ConnectionView[]): string[] {
  return table(
    connections,
    [
      ['connection', ({ name }) => name],
      ['venue', ({ venueLabel }) => venueLabel],
      ['environment', ({ environment }) => environment.toUpperCase()],
      ['trades', ({ account }) => (account === null ? 'prices only' : 'yes')],
      ['requests left', ({ rateAvailable, rateCapacity }) => `${Math.floor(rateAvailable)} of ${rateCapacity}`],
      ['paused until (UTC)', pauseText],
      ['clock (ms)', ({ clockOffsetMs }) => clockOffsetMs?.toFixed(0) ?? null],
      ['round trip (ms)', ({ roundTripMs }) => roundTripMs?.toFixed(0) ?? null],
      ['sockets', ({ openSockets }) => openSockets],
    ],
    '',
  )
}

function pauseText({ pausedUntilMs, pausedBecause }: ConnectionView): string | null {
  return pausedUntilMs === null ? null : `${utc(pausedUntilMs)}${pausedBecause === 'banned' ? ' (banned)' : ''}`
}

function streamLines(streams: readonly StreamView[]): string[] {
  return table(
    streams,
    [
      ['connection', ({ connection }) => connection],
      ['instrument', ({ instrumentId }) => instrumentId],
      ['stream', ({ kind }) => kind],
      ['state', ({ state }) => state],
      ['since (UTC)', ({ sinceMs }) => utc(sinceMs)],
      ['reconnects', ({ reconnects }) => reconnects],
      ['silences', ({ silences }) => silences],
      ['newest failure', ({ failure }) => failure],
    ],
    'no stream to show',
  )
}
