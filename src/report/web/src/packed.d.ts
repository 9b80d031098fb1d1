// Files that build.mjs packs: base64 of gzip.
declare module "*.json.gz" {
  const base64: string;
  export default base64;
}
