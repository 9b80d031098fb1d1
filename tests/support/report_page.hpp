// What a page of the report holds: its data, decoded as the page's own script does it.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <zlib.h>

#include <nlohmann/json.hpp>

namespace corridor::test {

inline std::string from_base64(std::string_view text) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  unsigned block = 0;
  unsigned bits = 0;
  for (const char c : text.substr(0, text.find('='))) {
    block = block << 6U | static_cast<unsigned>(alphabet.find(c));
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>(block >> bits & 0xffU);
    }
  }
  return bytes;
}

inline std::string decompressed(std::string_view bytes) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) {
    throw std::runtime_error("zlib is not ready");
  }
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string text;
  int state = Z_OK;
  while (state == Z_OK) {
    std::string piece(std::size_t{1} << 16U, '\0');
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    state = inflate(&stream, Z_NO_FLUSH);
    text.append(piece, 0, piece.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  if (state != Z_STREAM_END) {
    throw std::runtime_error("no gzip");
  }
  return text;
}

inline nlohmann::json data_of(const std::string& page) {
  const std::string_view mark = "<script type=\"application/octet-stream+gzip\" id=\"data\">";
  const std::size_t at = page.find(mark);
  if (at == std::string::npos) {
    throw std::runtime_error("the page has no data");
  }
  const std::size_t begin = at + mark.size();
  return nlohmann::json::parse(
      decompressed(from_base64(std::string_view(page).substr(begin, page.find('<', begin) - begin))));
}

}  // namespace corridor::test
