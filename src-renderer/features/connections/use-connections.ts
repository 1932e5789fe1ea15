import {
  type ConnectionDelta,
  type ConnectionView,
  type StreamDelta,
  streamKey,
  type StreamView,
} from '../../../src-contract/index.ts'
import { type TopicReader, useTopic, type Watched } from '../../client/index.ts'

type Connections = readonly ConnectionView[]
type Streams = readonly StreamView[]

/** A connection that was closed leaves; a new one comes last. */
export function changedConnections(connections: Connections, deltas: readonly ConnectionDelta[]): Connections {
  const byName = new Map(connections.map((connection) => [connection.name, connection]))
  for (const { name, view } of deltas) {
    if (view === null) byName.delete(name)
    else byName.set(name, view)
  }
  return [...byName.values()]
}

/** A stream that is not followed any more leaves; a new one comes last. */
export function changedStreams(streams: Streams, deltas: readonly StreamDelta[]): Streams {
  const byKey = new Map(streams.map((stream) => [streamKey(stream), stream]))
  for (const delta of deltas) {
    if (delta.stream === null) byKey.delete(streamKey(delta))
    else byKey.set(streamKey(delta), delta.stream)
  }
  return [...byKey.values()]
}

const CONNECTIONS: TopicReader<'connections', Connections> = {
  params: {},
  read: (connections) => connections,
  change: changedConnections,
}

const STREAMS: TopicReader<'streams', Streams> = {
  params: {},
  read: (streams) => streams,
  change: changedStreams,
}

/** Connections to exchanges that are open. @param active False while nobody looks. */
export const useConnections = (active: boolean): Watched<Connections> => useTopic('connections', CONNECTIONS, active)

/** What comes through them. @param active False while nobody looks. */
export const useStreams = (active: boolean): Watched<Streams> => useTopic('streams', STREAMS, active)
