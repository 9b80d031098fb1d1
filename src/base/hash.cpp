#include "corridor/base/hash.hpp"

#include <array>

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "corridor/base/contract.hpp"

namespace corridor {

struct Sha256::State {
  struct Free {
    void operator()(EVP_MD_CTX* md) const { EVP_MD_CTX_free(md); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  // Without the machine's configuration of OpenSSL: reading it takes longer than hashing a scenario, and says nothing.
  expects(OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr) == 1, "OpenSSL is available");
  expects(EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr) == 1, "SHA-256 is available");
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::string_view bytes) {
  expects(state_ != nullptr, "the hash has not ended");
  expects(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1, "SHA-256 takes the bytes");
}

std::string Sha256::hex() {
  expects(state_ != nullptr, "the hash has not ended");
  std::array<unsigned char, 32> digest{};
  expects(EVP_DigestFinal_ex(state_->context.get(), digest.data(), nullptr) == 1, "SHA-256 ends");
  state_.reset();
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * digest.size());
  for (const unsigned char byte : digest) {
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

std::string sha256(std::string_view bytes) {
  Sha256 hash;
  hash.update(bytes);
  return hash.hex();
}

}  // namespace corridor
