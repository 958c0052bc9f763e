// A flat FAISS index over the vectors of a file, searched on one thread by queries of another: `flat DIMENSION VECTORS QUERIES K`.
// Answers each line of standard input with one of JSON: "check N" with the ids found by the first N queries, "run SECONDS" with how long
// each search took.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <faiss/IndexFlat.h>
#include <omp.h>

using Clock = std::chrono::steady_clock;

static std::vector<float> read(const char* path) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file) throw std::runtime_error(std::string("cannot read ") + path);
    std::vector<float> numbers(file.tellg() / sizeof(float));
    file.seekg(0);
    file.read(reinterpret_cast<char*>(numbers.data()), numbers.size() * sizeof(float));
    return numbers;
}

static double milliseconds(Clock::time_point from, Clock::time_point to) {
    return std::chrono::duration<double, std::milli>(to - from).count();
}

int main(int count, char** arguments) try {
    if (count != 5) throw std::runtime_error("usage: flat DIMENSION VECTORS QUERIES K");
    const long dimension = std::atol(arguments[1]), k = std::atol(arguments[4]);
    omp_set_num_threads(1);
    faiss::IndexFlatIP index(dimension);
    {
        const auto vectors = read(arguments[2]);
        index.add(vectors.size() / dimension, vectors.data());
    }
    const auto queries = read(arguments[3]);
    const long rows = queries.size() / dimension;
    std::vector<float> scores(k);
    std::vector<faiss::Index::idx_t> found(k);
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream words(line);
        std::string verb;
        double amount = 0;
        words >> verb >> amount;
        if (verb == "check") {
            std::cout << "{\"found\":[";
            for (long query = 0; query < std::min<long>(amount, rows); query++) {
                index.search(1, queries.data() + query * dimension, k, scores.data(), found.data());
                std::cout << (query ? ",[" : "[");
                for (long i = 0; i < k; i++) std::cout << (i ? "," : "") << found[i];
                std::cout << "]";
            }
            std::cout << "]}" << std::endl;
        } else if (verb == "run") {
            std::vector<double> took;
            const auto started = Clock::now();
            for (auto now = started; milliseconds(started, now) < amount * 1000;) {
                index.search(1, queries.data() + (took.size() % rows) * dimension, k, scores.data(), found.data());
                const auto ended = Clock::now();
                took.push_back(milliseconds(now, ended));
                now = ended;
            }
            std::cout << "{\"milliseconds\":[";
            for (size_t i = 0; i < took.size(); i++) std::cout << (i ? "," : "") << took[i];
            std::cout << "]}" << std::endl;
        } else {
            throw std::runtime_error("unknown: " + line);
        }
    }
    return 0;
} catch (const std::exception& failure) {
    std::cerr << failure.what() << std::endl;
    return 1;
}
