/** What the tables of docs/venues.md cannot say, by file of ccxt: what an exchange does not offer, and what is particular there. */
export const VENUE_NOTES: Readonly<Record<string, readonly string[]>> = {
  binance: [
    'Spot has no reduce-only and no amendment in place. Replacing an order there is a cancel and a new order.',
    'Bars come 1,000 a request, in both markets: ccxt asks for no more.',
  ],
  binanceusdm: [
    'Orders that wait for a price are kept apart at the venue, under ids of their own. One that is reached becomes another order. They cannot be amended, only limit orders can.',
    'Trailing stops are followed by the engine although Binance has them: it takes a distance of 0.1 to 10 percent in steps of 0.1, and none in price, while a stop here may have either.',
    "The testnet is at the addresses that ccxt has for it. The demo's (`demo-fapi.binance.com`) can be set with `urls`. What a key may do is told by the spot side, which the testnet lacks.",
  ],
  bybit: [
    'Spot orders that wait for a price stay with the engine: ccxt cannot tell Bybit from which side the price has to come, so that a stop that arrives late would wait for the wrong side.',
    'A new order is answered with its ids only. Bybit tells what became of it by its stream, and finds it under the last 500.',
    'ccxt asks once what kind of account it is; unified accounts are meant here. The fee of a spot purchase is taken from what was bought.',
    'The mark price is asked for; it comes with ticker and funding rate.',
  ],
  okx: [
    'Ids are of letters and digits only: each `-` of an id of ours is an `X` there.',
    'Perpetuals are counted in contracts (0.01 BTC of `BTC-USDT`) in orders, fills, positions, books and trades, and in base units in bars.',
    'Orders that wait for a price are kept apart, under ids of their own that ccxt does not read (`algoClOrdId`). One that is reached becomes another order.',
    'Play money is traded at the same host, told apart by a header, and needs a key that was made for it.',
    'Accounts of the European Economic Area and of the United States have hosts of their own, such as `eea.okx.com`: set them with `urls`.',
  ],
  kraken: [
    'There is no testnet for spot. Futures are not offered: ccxt has neither a clock nor a stream of bars for them.',
    'Only the newest 720 bars of a timeframe can be had, 12 hours of minutes: what was missed before that stays a gap.',
    'Each signed request has a number that must be higher than that of the one before. Give the key a nonce window (10,000), so that two requests on the way at once may change places.',
    'The clock is told in whole seconds, so that the measured offset can be off by one.',
    'An order is found by our id in the lists of open and of closed orders; not to be in either is how "not found" looks. Fills name the venue\'s id only.',
    'An order has no deadline unless it is sent with one, of a minute at most. Reduce-only is there for margin trading only.',
  ],
  coinbase: [
    'There is no testnet: what is called a sandbox gives answers that were written beforehand.',
    'A stop or take-profit that trades at market is not offered; the engine waits for the price and sends the order then. Those with a limit stand at the venue.',
    'Bars, fills and balances are asked for. There are no bars of four hours; they are put together from smaller ones.',
    'Our id has to travel as `client_order_id`: ccxt drops `clientOrderId` and makes up another. An id that was used before places nothing: its order is answered.',
    "Orders are cancelled and asked for by the venue's id only. ccxt calls expired and failed ones cancelled, and does not tell apart that an order is not known: Coinbase's own word has to be read.",
    'ccxt writes market purchases as an amount of quote currency; one of base currency has to be written out (`order_configuration`).',
    'The token of each request names method, host and path.',
  ],
}
