import { useEffect, useState } from 'react'
import type { TopicDelta, TopicName, TopicParams, TopicSnapshot } from '../../src-contract/index.ts'
import { useEngine } from './react.tsx'
import type { TopicHandler } from './types.ts'

/** Why the engine does not tell what was asked for. */
export interface TopicFault {
  readonly code: string
  readonly message: string
}

export interface Watched<State> {
  /** Undefined until the first snapshot; what is known stays while nobody looks or the connection is lost. */
  readonly value: State | undefined
  /** Undefined while the engine tells. */
  readonly fault: TopicFault | undefined
}

/** How a state is made of a topic. */
export interface TopicReader<Name extends TopicName, State> {
  readonly params: TopicParams<Name>
  readonly read: (snapshot: TopicSnapshot<Name>) => State
  readonly change: (state: State, deltas: readonly TopicDelta<Name>[], skipped: number) => State
}

/**
 * A topic that only one panel looks at.
 *
 * @param reader Must stay the same object: a new one subscribes anew.
 * @param active False while nobody looks: then nothing is asked for.
 */
export function useTopic<Name extends TopicName, State>(
  topic: Name,
  reader: TopicReader<Name, State>,
  active: boolean,
): Watched<State> {
  const client = useEngine()
  const [watched, setWatched] = useState<Watched<State>>({ value: undefined, fault: undefined })
  useEffect(() => {
    if (!active) return undefined
    return client.subscribe(topic, reader.params, topicHandler(reader, setWatched))
  }, [client, topic, reader, active])
  return watched
}

type Change<State> = (next: (before: Watched<State>) => Watched<State>) => void

/** Turns what a topic says into changes of what is watched. */
export function topicHandler<Name extends TopicName, State>(
  { read, change }: TopicReader<Name, State>,
  set: Change<State>,
): TopicHandler<Name> {
  return {
    snapshot: (data) => set(() => ({ value: read(data), fault: undefined })),
    deltas: (data, skipped = 0) =>
      set((before) =>
        before.value === undefined ? before : { ...before, value: change(before.value, data, skipped) },
      ),
    refused: (code, message) => set((before) => ({ ...before, fault: { code, message } })),
  }
}
