// Coasts and borders of the world (Natural Earth 1:50 million by world-atlas), embedded compressed by build.mjs and unpacked when a
// map is first drawn.
import type { MultiLineString, MultiPolygon } from "geojson";
import { merge, mesh } from "topojson-client";
import type { GeometryCollection, MultiPolygon as Shape, Polygon, Topology } from "topojson-specification";
import { decode_json } from "./decode";
import packed from "./atlas.json.gz";

export interface Atlas {
  land: MultiPolygon;
  borders: MultiLineString;
}

type Countries = Topology<{ countries: GeometryCollection }>;

let unpacked: Promise<Atlas> | undefined;

async function unpack(): Promise<Atlas> {
  const topology = (await decode_json(packed)) as Countries;
  const countries = topology.objects.countries;
  return {
    land: merge(topology, countries.geometries as (Polygon | Shape)[]),
    borders: mesh(topology, countries, (a, b) => a !== b),
  };
}

export function atlas(): Promise<Atlas> {
  unpacked ??= unpack();
  return unpacked;
}
