export { chooseAccount, chosenAccount, giveAccountUp, takeGivenUpAccount } from './chosen-account.ts'
export { createEngineClient, type EngineClientOptions } from './engine-client.ts'
export { type CallFault, ConnectionLostError, describeFault, readable } from './fault.ts'
export { newIdempotencyKey } from './idempotency-key.ts'
export { latencies } from './latency.ts'
export type { LiveMap } from './live-map.ts'
export {
  EngineProvider,
  useAccount,
  useAlerts,
  useComponents,
  useConnection,
  useEngine,
  useEngineHost,
  useFills,
  useInstruments,
  useLive,
  useLog,
  useMetrics,
  useOrders,
  usePositionMarks,
  usePositions,
  usePriceAlerts,
  useQuotes,
  useSessionClock,
  useStatus,
  useStores,
  useStrategies,
} from './react.tsx'
export type { SessionClock } from './session-clock.ts'
export { createEngineStores, type EngineStores } from './stores/engine-stores.ts'
export {
  createKeyedStore,
  keepItems,
  type KeyedState,
  type KeyedStore,
  type KeyedStoreOptions,
} from './stores/keyed-store.ts'
export { addOlder, type LogItem, type LogState, type LogStore, oldestSeq } from './stores/logs.ts'
export type { MetricsState } from './stores/metrics.ts'
export type { PositionMark } from './stores/positions.ts'
export { type Timers, windowTimers } from './timers.ts'
export { takeToken } from './token.ts'
export type { ConnectionState, DesktopHost, EngineCalls, EngineClient, TopicHandler } from './types.ts'
export { useAccountAmongOthers } from './use-account-among-others.ts'
export { type Answer, useAnswer } from './use-answer.ts'
export { useLimits, type WatchedLimits } from './use-limits.ts'
export { type Polled, type Polling, usePolled } from './use-polled.ts'
export { type TopicFault, type TopicReader, useTopic, type Watched } from './use-topic.ts'
