/** Which step of an episode an address asks for. */

/** The step named in the address, from 1; anything else is the first. */
export function stepOf(search: string, steps: number): number {
  const text = new URLSearchParams(search).get("step") ?? "1";
  const step = /^\d{1,4}$/.test(text) ? Number(text) : 1;
  return step >= 1 && step <= steps ? step : 1;
}
