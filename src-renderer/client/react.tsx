import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type {
  AccountView,
  AlertView,
  ComponentView,
  EngineHostState,
  FillView,
  InstrumentView,
  LogLevelValue,
  OrderView,
  PositionView,
  PriceAlertView,
  QuoteView,
  StatusView,
  StrategyView,
} from '../../src-contract/index.ts'
import type { LiveMap } from './live-map.ts'
import type { SessionClock } from './session-clock.ts'
import { connectStores, type EngineStores } from './stores/engine-stores.ts'
import type { KeyedState } from './stores/keyed-store.ts'
import { keepLogs, type LogState, type LogStore } from './stores/logs.ts'
import { keepMetrics, type MetricsState } from './stores/metrics.ts'
import type { PositionMark } from './stores/positions.ts'
import type { ConnectionState, EngineClient } from './types.ts'

interface EngineBinding {
  readonly client: EngineClient
  readonly stores: EngineStores
}

const EngineContext = createContext<EngineBinding | undefined>(undefined)

/** Gives the panels below it the engine, and keeps the stores subscribed while it is mounted. */
export function EngineProvider({ client, stores, children }: EngineBinding & { readonly children: ReactNode }) {
  useEffect(() => connectStores(stores, client), [stores, client])
  const binding = useMemo(() => ({ client, stores }), [client, stores])
  return <EngineContext value={binding}>{children}</EngineContext>
}

function useBinding(): EngineBinding {
  const binding = useContext(EngineContext)
  if (binding === undefined) throw new Error('A panel was rendered outside of EngineProvider.')
  return binding
}

/** The engine: `calls` to command and ask, `subscribe` for a topic that no store keeps (candles, indicators). */
export function useEngine(): EngineClient {
  return useBinding().client
}

/** All stores, for what reads them when it acts or subscribes on its own; they do not render the caller. */
export function useStores(): EngineStores {
  return useBinding().stores
}

export function useConnection(): ConnectionState {
  const client = useEngine()
  const subscribe = useCallback((listener: () => void) => client.onConnection(listener), [client])
  return useSyncExternalStore(subscribe, () => client.connection())
}

/** Where the engine that the desktop program hosts stands; undefined in a browser. */
export function useEngineHost(): EngineHostState | undefined {
  const { host } = useEngine()
  const subscribe = useCallback(
    (listener: () => void) => (host === undefined ? () => undefined : host.onState(listener)),
    [host],
  )
  return useSyncExternalStore(subscribe, () => host?.state())
}

/** What is followed, by the rules of now. */
export function useInstruments(): KeyedState<InstrumentView> {
  return useStore(useBinding().stores.instruments)
}

export function useOrders(): KeyedState<OrderView> {
  return useStore(useBinding().stores.orders)
}

export function useFills(): KeyedState<FillView> {
  return useStore(useBinding().stores.fills)
}

/** Open positions. Their mark, unrealised profit and notional are of the last change: see {@link usePositionMarks}. */
export function usePositions(): KeyedState<PositionView> {
  return useStore(useBinding().stores.positions)
}

const wholeState = <State,>(state: State): State => state

/** The strategies, or one value of them, so that a panel renders only when that changes. */
export function useStrategies(): KeyedState<StrategyView>
export function useStrategies<Value>(select: (strategies: KeyedState<StrategyView>) => Value): Value
export function useStrategies(select: (strategies: KeyedState<StrategyView>) => unknown = wholeState): unknown {
  return useStore(useBinding().stores.strategies, select)
}

export function useComponents(): KeyedState<ComponentView> {
  return useStore(useBinding().stores.components)
}

/** What somebody should know of: those whose cause stands first, of each kind the newest. */
export function useAlerts(): KeyedState<AlertView> {
  return useStore(useBinding().stores.alerts)
}

/** Prices that somebody waits for, the newest first. */
export function usePriceAlerts(): KeyedState<PriceAlertView> {
  return useStore(useBinding().stores.priceAlerts)
}

/** What the engine measures of itself, once a second while the caller is there. */
export function useMetrics(): MetricsState {
  const { client, stores } = useBinding()
  useEffect(() => client.subscribe('metrics', {}, keepMetrics(stores.metrics)), [client, stores])
  return useStore(stores.metrics)
}

/** Lines of the engine's log from a level on, while the caller is there. */
export function useLog(level: LogLevelValue): readonly [LogState, LogStore] {
  const { client, stores } = useBinding()
  useEffect(() => client.subscribe('logs', { level }, keepLogs(stores.log, level)), [client, stores, level])
  return [useStore(stores.log), stores.log]
}

const wholeAccount = (account: AccountView): AccountView => account

/** The account, or one value of it, so that a panel renders only when that changes; undefined until the engine has said it. */
export function useAccount(): AccountView | undefined
export function useAccount<Value>(select: (account: AccountView) => Value): Value | undefined
export function useAccount(select: (account: AccountView) => unknown = wholeAccount): unknown {
  return useStore(useBinding().stores.account, ({ value }) => (value === undefined ? undefined : select(value)))
}

/** One value of the status, so that a panel renders only when that changes; undefined until the engine has said it. */
export function useStatus<Value>(select: (status: StatusView) => Value): Value | undefined {
  return useStore(useBinding().stores.status, ({ value }) => (value === undefined ? undefined : select(value)))
}

/** Newest quotes by instrument id, outside React: for `LiveText` and other cells that write themselves. */
export function useQuotes(): LiveMap<QuoteView> {
  return useBinding().stores.quotes
}

/** Live mark, unrealised profit and notional by position id, outside React. */
export function usePositionMarks(): LiveMap<PositionMark> {
  return useBinding().stores.positionMarks
}

/**
 * One fact of a live value that renders the caller when it changes. Select something that changes seldom
 * (a flag, a rounded number) and that compares with `===`.
 */
export function useLive<Value, Selected>(
  values: LiveMap<Value>,
  key: string | undefined,
  select: (value: Value) => Selected,
): Selected | undefined {
  const read = (): Selected | undefined => {
    const value = key === undefined ? undefined : values.get(key)
    return value === undefined ? undefined : select(value)
  }
  const subscribe = useCallback(
    (listener: () => void) => (key === undefined ? () => undefined : values.subscribe(key, listener)),
    [values, key],
  )
  return useSyncExternalStore(subscribe, read)
}

/** Session time, carried on between the engine's reports. */
export function useSessionClock(): SessionClock {
  return useBinding().stores.sessionClock
}
