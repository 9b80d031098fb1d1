// Coasts and borders of the world (Natural Earth 1:50 million by world-atlas), packed by build.mjs and unpacked when a map is first
// drawn.
import type { MultiLineString, MultiPolygon } from "geojson";
import { merge, mesh } from "topojson-client";
import type { GeometryCollection, MultiPolygon as Shape, Topology } from "topojson-specification";
import { bytes_of } from "./decode";
import packed from "packed:atlas";

export interface Atlas {
  land: MultiPolygon;
  borders: MultiLineString;
}

/** Reads whole numbers as build.mjs wrote them: zigzag, seven bits a byte, the least significant first. */
class Numbers {
  private at = 0;
  constructor(private readonly bytes: Uint8Array) {}

  next(): number {
    let value = 0;
    for (let place = 1; ; place *= 128) {
      const byte = this.bytes[this.at++] ?? 0;
      value += (byte & 127) * place;
      if (byte < 128) break;
    }
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  /** As many things as the next number says. */
  list<T>(read: () => T): T[] {
    return Array.from({ length: this.next() }, read);
  }
}

function topology_of(bytes: Uint8Array): { topology: Topology; countries: GeometryCollection } {
  const numbers = new Numbers(bytes);
  const arcs = numbers.list(() => numbers.list((): [number, number] => [numbers.next(), numbers.next()]));
  const geometries = numbers.list((): Shape => ({
    type: "MultiPolygon", arcs: numbers.list(() => numbers.list(() => numbers.list(() => numbers.next()))),
  }));
  const countries: GeometryCollection = { type: "GeometryCollection", geometries };
  return { topology: { type: "Topology", transform: packed.transform, arcs, objects: { countries } }, countries };
}

let unpacked: Atlas | undefined;

/** About 50 ms the first time. */
export function atlas(): Atlas {
  if (!unpacked) {
    const { topology, countries } = topology_of(bytes_of(packed.bytes));
    unpacked = {
      land: merge(topology, countries.geometries as Shape[]),
      borders: mesh(topology, countries, (a, b) => a !== b),
    };
  }
  return unpacked;
}
