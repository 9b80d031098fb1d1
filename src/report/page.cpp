#include "page.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>
#include <zlib.h>

#include "corridor/base/contract.hpp"

namespace corridor::report {

namespace {

/// Where the mark stands. @pre it stands there once
std::size_t place_of(std::string_view page, std::string_view mark) {
  const std::size_t at = page.find(mark);
  expects(at != std::string_view::npos && page.find(mark, at + mark.size()) == std::string_view::npos,
          "the template has each of its marked places once");
  return at;
}

}  // namespace

std::string fill(std::string_view page, const PageParts& parts) {
  const std::string data =
      "<script type=\"application/octet-stream+gzip\" id=\"data\">" + base64(compressed(parts.data)) + "</script>";
  struct Place {
    std::size_t at = 0;
    std::string_view mark;
    std::string_view text;
  };
  std::array<Place, 3> places = {{{0, "<!--corridor:head-->", parts.head},
                                  {0, "<!--corridor:static-->", parts.content},
                                  {0, "<!--corridor:data-->", data}}};
  for (Place& place : places) {
    place.at = place_of(page, place.mark);
  }
  std::ranges::sort(places, {}, &Place::at);
  std::string filled;
  std::size_t at = 0;
  for (const Place& place : places) {
    filled += page.substr(at, place.at - at);
    filled += place.text;
    at = place.at + place.mark.size();
  }
  return filled.append(page.substr(at));
}

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '&':
        result += "&amp;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
          result += c;
        } else {
          result += ' ';
        }
    }
  }
  return result;
}

std::string compressed(std::string_view text) {
  constexpr int gzip_window = 15 + 16;  // the largest window, and the format of gzip
  constexpr int most_memory = 9;
  expects(text.size() < std::numeric_limits<uInt>::max(), "a report is smaller than 4 GiB");
  z_stream stream{};
  const int begun = deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_window, most_memory, Z_DEFAULT_STRATEGY);
  expects(begun == Z_OK, "zlib is ready");
  std::vector<Bytef> plain(text.begin(), text.end());  // zlib knows neither char nor const
  std::vector<Bytef> result(deflateBound(&stream, static_cast<uLong>(plain.size())));
  stream.next_in = plain.data();
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = result.data();
  stream.avail_out = static_cast<uInt>(result.size());
  const int done = deflate(&stream, Z_FINISH);
  result.resize(stream.total_out);
  deflateEnd(&stream);
  expects(done == Z_STREAM_END, "zlib has room for everything");
  return {result.begin(), result.end()};
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t block = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      block = block << 8U | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text += k <= count ? alphabet[block >> (18 - 6 * k) & 63U] : '=';
    }
  }
  return text;
}

}  // namespace corridor::report
