// SPDX-License-Identifier: Apache-2.0
// OpenSSL objects that free themselves, and the error queue as text. Private to crypto/.
#pragma once
#include <memory>
#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>
#include <string>
#include <string_view>

namespace elicense::crypto {

template <auto free_object> struct Freed {
  template <class T> void operator()(T* object) const { free_object(object); }
};
template <class T, auto free_object> using Handle = std::unique_ptr<T, Freed<free_object>>;

using PkeyHandle = Handle<EVP_PKEY, EVP_PKEY_free>;
using PkeyContext = Handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using DigestContext = Handle<EVP_MD_CTX, EVP_MD_CTX_free>;
using CipherContext = Handle<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;
using BigNumber = Handle<BIGNUM, BN_free>;
using SecretNumber = Handle<BIGNUM, BN_clear_free>;
using CurveGroup = Handle<EC_GROUP, EC_GROUP_free>;
using CurvePoint = Handle<EC_POINT, EC_POINT_free>;
using PrivateKeyInfo = Handle<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free>;
using ParameterBuilder = Handle<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using Parameters = Handle<OSSL_PARAM, OSSL_PARAM_free>;

// Empties the calling thread's error queue into text, for the detail of an Error. The queue never decides
// anything: a forged SM2 signature leaves it empty.
std::string drain_errors();

// For calls that cannot fail unless the machinery is broken: throws std::runtime_error with the queue's text.
void require(bool succeeded, std::string_view call);

} // namespace elicense::crypto
