// Counts of people under a limit are not shown in breakdowns (by group or place), so that nobody is recognised by being few. Zero is
// shown: it says that nobody is there. Which measures count people follows from their unit.

const units_of_people: ReadonlySet<string> = new Set(["persons", "persons/h", "person h", "person nights"]);

/** Whether this count must not be shown. `limit` null: everything is shown. */
export function is_suppressed(value: number | null, unit: string, limit: number | null): boolean {
  if (limit === null || value === null || !units_of_people.has(unit)) return false;
  return value > 0 && value < limit;
}

/** The value as text, or `< 10` in its place. */
export function shown(value: number | null, unit: string, limit: number | null, write: (value: number | null) => string): string {
  return is_suppressed(value, unit, limit) ? `< ${limit}` : write(value);
}
