import type { Exchange } from 'ccxt'

/** Makes an instance from what ccxt calls its constructor arguments. */
export type ExchangeClass = new (settings: Readonly<Record<string, unknown>>) => Exchange

/** One file of the package with what it needs, because the package's index loads every exchange there is. */
export async function loadExchangeClass(exchange: string): Promise<ExchangeClass> {
  const file = new URL(`./src/pro/${exchange}.js`, import.meta.resolve('ccxt'))
  const loaded = (await import(/* @vite-ignore */ file.href)) as { readonly default: ExchangeClass }
  return loaded.default
}
