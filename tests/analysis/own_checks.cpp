// SPDX-License-Identifier: Apache-2.0
// A plug-in of clang-tidy with two checks of our own.
#include <clang-tidy/ClangTidyCheck.h>
#include <clang-tidy/ClangTidyModule.h>
#include <clang-tidy/ClangTidyModuleRegistry.h>
#include <clang/AST/ASTContext.h>
#include <clang/ASTMatchers/ASTMatchFinder.h>

namespace {

using clang::ast_matchers::MatchFinder;

// Checks visit our own declarations only. The headers of Boost, nlohmann and GoogleTest, of which nothing is
// reported anyway, are nine tenths of the time otherwise. Matched before its children are visited, the whole
// unit becomes the list of its own declarations.
class OwnCode : public clang::tidy::ClangTidyCheck {
 public:
  using ClangTidyCheck::ClangTidyCheck;

  void registerMatchers(MatchFinder* finder) override {
    finder->addMatcher(clang::ast_matchers::translationUnitDecl().bind("unit"), this);
  }

  void check(const MatchFinder::MatchResult& result) override {
    std::vector<clang::Decl*> own;
    for (clang::Decl* declared : result.Context->getTranslationUnitDecl()->decls())
      if (!result.SourceManager->isInSystemHeader(declared->getLocation())) own.push_back(declared);
    result.Context->setTraversalScope(own);
  }
};

bool looks_at_another(const clang::Expr* call) { // without owning anything
  const auto* const record = call->getType()->getAsCXXRecordDecl();
  if (record == nullptr) return false;
  const std::string_view name = record->getName();
  return name == "iteration_proxy" || name == "iter_impl" || name == "span" || name.ends_with("_view") ||
         name.ends_with("iterator");
}

// Without what is merely around it; Clang's own ways to do so lose the temporary, too.
const clang::Expr* bare(const clang::Expr* expression) {
  for (;;) {
    if (const auto* const cast = llvm::dyn_cast<clang::ImplicitCastExpr>(expression))
      expression = cast->getSubExpr();
    else if (const auto* const parens = llvm::dyn_cast<clang::ParenExpr>(expression))
      expression = parens->getSubExpr();
    else if (const auto* const full = llvm::dyn_cast<clang::FullExpr>(expression))
      expression = full->getSubExpr();
    else if (const auto* const bound = llvm::dyn_cast<clang::CXXBindTemporaryExpr>(expression))
      expression = bound->getSubExpr();
    else
      return expression;
  }
}

// What a call is made on; nullptr when it is none.
const clang::Expr* object_of(const clang::Expr* expression) {
  if (const auto* const called = llvm::dyn_cast<clang::CXXMemberCallExpr>(expression))
    return called->getImplicitObjectArgument();
  const auto* const operation = llvm::dyn_cast<clang::CXXOperatorCallExpr>(expression);
  return operation != nullptr && operation->getNumArgs() > 0 ? operation->getArg(0) : nullptr;
}

// `for (… : f()["a"])`: the loop keeps alive what f gave only where no call stands between (C++20,
// [class.temporary]).
bool walks_what_is_gone(const clang::Expr* expression) {
  bool called = false;
  while (expression != nullptr) {
    expression = bare(expression);
    if (const auto* const made = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(expression)) {
      expression = bare(made->getSubExpr());
      if (!looks_at_another(expression)) return called;
    }
    if (const auto* const member = llvm::dyn_cast<clang::MemberExpr>(expression)) {
      expression = member->getBase();
    } else {
      expression = object_of(expression);
      called = true;
    }
  }
  return false;
}

class LoopOverTemporary : public clang::tidy::ClangTidyCheck {
 public:
  using ClangTidyCheck::ClangTidyCheck;

  void registerMatchers(MatchFinder* finder) override {
    finder->addMatcher(clang::ast_matchers::cxxForRangeStmt().bind("loop"), this);
  }

  void check(const MatchFinder::MatchResult& result) override {
    const auto* const loop = result.Nodes.getNodeAs<clang::CXXForRangeStmt>("loop");
    if (walks_what_is_gone(loop->getRangeInit()))
      diag(loop->getRangeInit()->getBeginLoc(),
           "what the loop walks is gone before it begins: give it a name");
  }
};

class Module : public clang::tidy::ClangTidyModule {
 public:
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories& factories) override {
    factories.registerCheck<OwnCode>("elicense-own-code");
    factories.registerCheck<LoopOverTemporary>("elicense-loop-over-temporary");
  }
};

const clang::tidy::ClangTidyModuleRegistry::Add<Module> added("elicense", "our own checks");

} // namespace
