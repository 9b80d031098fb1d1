// What build.mjs makes of world-atlas.
declare module "packed:atlas" {
  const packed: {
    transform: { scale: [number, number]; translate: [number, number] };
    /** Base64 of whole numbers; src/atlas.ts says in what order. */
    bytes: string;
  };
  export default packed;
}
