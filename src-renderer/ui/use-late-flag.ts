import { useEffect, useState } from 'react'

const WAIT_MS = 300

/** False, and true after 300 ms: what loads faster than that shows no sign of loading. */
export function useLateFlag(): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), WAIT_MS)
    return () => clearTimeout(timer)
  }, [])
  return late
}
