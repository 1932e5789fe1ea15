/* global LightweightCharts */

/**
 * The least that shows the same bars: a chart, a socket, an update for each change. And a button that sends an order.
 * What it needs comes behind the `#` of its address.
 */

const { token, instrumentId, timeframe, width, height, draft } = Object.fromEntries(
  new URLSearchParams(location.hash.slice(1)),
)

const place = document.getElementById('chart')
place.style.width = `${width}px`
place.style.height = `${height}px`
const chart = LightweightCharts.createChart(place, {
  autoSize: true,
  timeScale: { timeVisible: true, secondsVisible: false, rightOffset: 8, barSpacing: 7 },
})
const series = chart.addSeries(LightweightCharts.CandlestickSeries)

const bars = new Map()
const barOf = ({ openTimeMs, open, high, low, close }) => ({ time: openTimeMs / 1000, open, high, low, close })
const remember = (candle) => bars.set(candle.openTimeMs, candle)

const socket = new WebSocket(`ws://${location.host}/ws/topics`, ['wheelhouse.v1', `bearer.${token}`])
const send = (message) => socket.send(JSON.stringify(message))
socket.addEventListener('open', () =>
  send({ t: 'subscribe', sub: 1, topic: 'candles', params: { instrumentId, timeframe } }),
)
socket.addEventListener('message', ({ data }) => {
  const message = JSON.parse(data)
  if (message.t !== 'batch') return
  for (const item of message.items) {
    if (item.kind === 'snapshot') {
      series.setData(item.data.candles.map(barOf))
      item.data.candles.forEach(remember)
    } else {
      series.update(barOf(item.data.candle))
      remember(item.data.candle)
    }
  }
  send({ t: 'credit' })
})

const sendOrder = async () => {
  const answer = await fetch('/api/orders', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ idempotencyKey: crypto.randomUUID(), draft: JSON.parse(draft) }),
  })
  const note = document.createElement('p')
  note.className = answer.ok ? 'accepted' : 'refused'
  document.getElementById('answers').replaceChildren(note)
}
document.getElementById('order').addEventListener('click', () => void sendOrder())

globalThis.benchBars = () => [...bars.values()]
