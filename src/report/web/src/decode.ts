// From the text embedded in the page to the data: base64 of gzip of JSON. Nothing is fetched.
import type { ReportData } from "./data";

export function bytes_of(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64.replace(/\s+/g, ""));
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; ++i) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** The JSON value in a base64 text of gzip; throws if it is not that. */
export async function decode_json(base64: string): Promise<unknown> {
  const stream = new Blob([bytes_of(base64)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

/** The report's data, or an error that says what is wrong with it. */
export async function decode_report(base64: string): Promise<ReportData> {
  const value = await decode_json(base64);
  if (typeof value !== "object" || value === null || (value as ReportData).version !== 1) {
    throw new Error("the data of this report are of another version than its page");
  }
  return value as ReportData;
}
